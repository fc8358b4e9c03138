"""The fixed words of the patient handout, in English and Spanish, at about sixth-grade level."""

from __future__ import annotations

from dataclasses import dataclass

from surefoot.note.document import Language


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `{…}` marks what is filled in."""

    title: str
    visit_on: str
    cancelled: str
    entered_in_error: str
    no_promise: str
    steps_help: str
    goal: str
    found: str
    nothing_found: str
    nothing_known: str
    see_step: str
    see_steps: str
    ask_about: str
    more_found: str
    steps: str
    tick: str
    no_steps: str
    changed: str
    changed_exercise: str
    more_steps: str
    exercises: str
    exercises_below: str
    exercises_ask: str
    exercises_others: str
    with_therapist: str
    safe: str
    home: str
    home_list: tuple[str, ...]
    after_fall: str
    after_fall_list: tuple[str, ...]
    get_up: str
    call: str
    call_clinic: str
    call_us: str
    call_emergency: str
    phone: str
    footer: str


EN = Words(
    title="Your balance visit",
    visit_on="Visit on {day}",
    cancelled="This visit was cancelled. There are no results from it. Ask the clinic what to do next.",
    entered_in_error="This visit was put on file by mistake. Do not use any page you got from it. Ask the clinic what to do next.",
    no_promise="Nobody can promise no falls.",
    steps_help="These steps can help you stay steady.",
    goal="What matters to you: {goals}",
    found="What we found",
    nothing_found="In what we checked, we did not find a cause to work on. Tell us if you fall or feel unsteady.",
    nothing_known="We have no results to show you yet. Ask us what was checked. Tell us if you fall or feel unsteady.",
    see_step="See step {steps}.",
    see_steps="See steps {steps}.",
    ask_about="Ask us what you can do.",
    more_found="We found more. Ask us to go over it with you.",
    steps="Your steps",
    tick="Tick the box when you have done a step.",
    no_steps="We have not set your steps yet. Please ask the clinic what to do next.",
    changed="We changed this step for you. Do it the way we told you.",
    changed_exercise="We made your exercise plan fit you. Do only the moves we showed you.",
    more_steps="More steps for you",
    exercises="Exercises you can do on your own",
    exercises_below="See the moves below.",
    exercises_ask="Ask us which moves you can do alone.",
    exercises_others="Do no other moves on your own.",
    with_therapist="For now, do them only with a therapist next to you.",
    safe="Stop and rest if you feel dizzy, weak or in pain. Call us if it does not go away.",
    home="Make your home safer",
    home_list=(
        "Take up loose rugs, or tape them down.",
        "Keep floors and stairs clear. Move cords to the wall.",
        "Put a light by your bed. Light the way to the bathroom.",
        "Use a rail on the stairs. Ask for help to fix a loose one.",
        "Put bars and a mat that grips in the bath or shower.",
        "Keep the things you use most on a low shelf.",
    ),
    after_fall="If you fall",
    after_fall_list=(
        "Stay still for a moment. Take slow breaths. Check if you are hurt.",
        "Call 911 if you hit your head, passed out, cannot get up, or have bad pain. Call 911 too if you take a blood thinner "
        "and hit your head, even if you feel fine.",
        "If you are not hurt, roll to your side. Crawl to a strong chair. Use it to get up slowly.",
        "If you cannot get up, call out, bang on the wall or use your phone. Keep warm.",
        "Tell us about each fall, even a small one.",
    ),
    get_up="How to get up, step by step",
    call="Who to call",
    call_clinic="Call {clinic} with any question, or after a fall.",
    call_us="Call the clinic where you had this visit with any question, or after a fall.",
    call_emergency="For an emergency, call 911.",
    phone="Phone: {number}",
    footer="Patient {patient} · visit of {day}",
)

ES = Words(
    title="Su visita de equilibrio",
    visit_on="Visita del {day}",
    cancelled="Esta visita se canceló. No hay resultados. Pregunte en la clínica qué debe hacer.",
    entered_in_error="Esta visita se anotó por error. No use las hojas que le dieron. Pregunte en la clínica qué debe hacer.",
    no_promise="Nadie puede prometer que no habrá caídas.",
    steps_help="Estos pasos le pueden ayudar a estar más firme.",
    goal="Lo que le importa: {goals}",
    found="Lo que vimos",
    nothing_found="En lo que revisamos no vimos una causa que tratar. Avise si se cae o si se siente inestable.",
    nothing_known="Aún no hay resultados. Pregunte qué se revisó. Avise si se cae o si se siente inestable.",
    see_step="Vea el paso {steps}.",
    see_steps="Vea los pasos {steps}.",
    ask_about="Pregunte qué puede hacer.",
    more_found="Vimos más cosas. Pida que las veamos con usted.",
    steps="Sus pasos",
    tick="Marque la casilla cuando haya hecho el paso.",
    no_steps="Aún no hay pasos para usted. Pregunte en la clínica qué debe hacer.",
    changed="Hemos cambiado este paso para usted. Hágalo como le dijimos.",
    changed_exercise="Hicimos un plan de ejercicio a su medida. Haga solo lo que le enseñamos.",
    more_steps="Más pasos para usted",
    exercises="Ejercicios que puede hacer por su cuenta",
    exercises_below="Mire más abajo cómo se hacen.",
    exercises_ask="Pregunte cuáles puede hacer por su cuenta.",
    exercises_others="No haga otros ejercicios por su cuenta.",
    with_therapist="Por ahora, hágalos solo con un terapeuta a su lado.",
    safe="Pare y descanse si tiene mareo, dolor o se siente débil. Llame si no se le pasa.",
    home="Haga su casa más segura",
    home_list=(
        "Quite las alfombras sueltas o péguelas al piso.",
        "Deje libres el piso y la escalera. Ponga los cables junto a la pared.",
        "Ponga una luz junto a la cama y otra hasta el baño.",
        "Use el pasamanos en la escalera. Pida ayuda si está flojo.",
        "Ponga barras y un tapete firme en el baño o la ducha.",
        "Guarde en un lugar bajo lo que más usa.",
    ),
    after_fall="Si se cae",
    after_fall_list=(
        "Quédese quieto un momento. Respire despacio. Mire si está herido.",
        "Llame al 911 si se golpeó la cabeza, se desmayó, no puede levantarse o le duele mucho. Llame también si toma "
        "un anticoagulante (para no formar coágulos) y se golpeó la cabeza, aunque se sienta bien.",
        "Si no está herido, póngase de lado. Vaya a gatas a una silla firme. Úsela para subir poco a poco.",
        "Si no puede levantarse, grite, golpee la pared o use el teléfono. No pase frío.",
        "Avise de cada caída, aunque sea leve.",
    ),
    get_up="Cómo levantarse, paso a paso",
    call="A quién llamar",
    call_clinic="Llame a {clinic} si tiene dudas o si se cae.",
    call_us="Llame a la clínica de esta visita si tiene dudas o si se cae.",
    call_emergency="En una emergencia, llame al 911.",
    phone="Teléfono: {number}",
    footer="Paciente {patient} · visita del {day}",
)

WORDS: dict[Language, Words] = {"en": EN, "es": ES}
