/** What waits in the browser is encrypted: AES-GCM with the account's key. */

const VECTOR = 12;
const coder = new TextEncoder();
const reader = new TextDecoder();

/** Tell whether the browser can encrypt here (HTTPS or this very machine). */
export function canEncrypt() {
  return Boolean(globalThis.crypto?.subtle);
}

/** Take the account's key from the server; it lives in memory only. */
export function importKey(text) {
  return crypto.subtle.importKey("raw", decode(text), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Encrypt a value. */
export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(VECTOR));
  const plain = coder.encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) };
}

/** Decrypt a value; null when it was sealed with another key. */
export async function unseal(key, { iv, data }) {
  try {
    return JSON.parse(reader.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
  } catch {
    return null;
  }
}

/** Make a key of idempotency; works without a secure context too. */
export function makeKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function decode(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
