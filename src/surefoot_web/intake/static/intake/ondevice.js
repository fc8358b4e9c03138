// Says whether this device can hold the form while the network is gone: locked storage, a kept page, a secure connection.
"use strict";

if (window.isSecureContext && window.indexedDB && window.crypto?.subtle && "serviceWorker" in navigator) {
  document.querySelector("[data-on-device]").value = "yes";
}
