/** 128 random bits in 32 digits. `crypto.randomUUID` would want HTTPS, which a class's LAN has not. */
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
