"""What to say and ask when a patient who is due is called: plain words, English and Spanish. It asks, and promises nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `asks` are (what is asked, what to listen for or do)."""

    name: str
    begin: str
    asks: tuple[tuple[str, str], ...]
    invite: str
    end: str
    emergency: str


EN = Words(
    name="English",
    begin="Hello, I am calling from {clinic}. Is this a good time to talk? It will be short.",
    asks=(
        ("Have you fallen since you were here? A slip or a trip where you landed on the floor counts too.",
         "Yes: write down each fall, with its day as near as they know it, and whether they were hurt."),
        ("Have you come close to falling, or held on more than before?", "Yes: tell the provider."),
        ("Have you been able to do the steps on your sheet? Which ones?",
         "Not done: ask kindly what stood in the way. Nobody is scolded."),
        ("Did you see the people we sent you to?", "Not yet: ask whether a ride, the cost or an appointment is missing."),
        ("Is there anything new: a new medicine, dizziness, pain, trouble with walking?", "Yes: tell the provider today."),
    ),
    invite="We would like to see you again and look at your balance. Which day would suit you?",
    end="Thank you. Call us if you fall, even if you are not hurt.",
    emergency="A head hit, fainting, chest pain, sudden weakness or they cannot get up: tell them to call 911 now, and stay on the line.",
)  # fmt: skip

ES = Words(
    name="Español",
    begin="Buenos días, le llamo de {clinic}. ¿Puede hablar ahora? Es corto.",
    asks=(
        ("¿Se ha caído desde que estuvo aquí? También cuenta si resbaló o tropezó y llegó al piso.",
         "Sí: anote cada caída, con el día lo mejor que lo sepa, y si se hizo daño."),
        ("¿Ha estado a punto de caerse, o se agarra más que antes?", "Sí: avise al médico."),
        ("¿Ha podido hacer los pasos de su hoja? ¿Cuáles?", "Si no: pregunte con amabilidad qué lo impidió. No se regaña a nadie."),
        ("¿Fue a ver a las personas a las que le enviamos?", "Todavía no: pregunte si falta transporte, dinero o una cita."),
        ("¿Hay algo nuevo: una medicina, mareo, dolor, problemas para caminar?", "Sí: avise al médico hoy."),
    ),
    invite="Queremos verle otra vez y revisar su equilibrio. ¿Qué día le viene bien?",
    end="Gracias. Llámenos si se cae, aunque no se haga daño.",
    emergency="Un golpe en la cabeza, un desmayo, dolor de pecho, debilidad repentina o no puede levantarse: dígale que llame al 911 ahora, y no cuelgue.",
)  # fmt: skip

WORDS = {"en": EN, "es": ES}
