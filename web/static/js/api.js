/** Requests to our own server: JSON, the CSRF token, a limit of time. */

import { readMeta } from "./dom.js";

const PATIENCE = 15_000;
const state = { csrf: readMeta("csrf-token") };
const OTHER = { status: 401, data: { code: "account" } };

/** The network or the server did not answer; the same request may be sent again. */
export class SilenceError extends Error {}

/** Remember the token that the session has now. */
export function useToken(csrf) {
  if (csrf) state.csrf = csrf;
}

/** Ask for JSON. */
export function ask(url) {
  return request(url, { method: "GET" });
}

/**
 * Post JSON; a token that grew old is renewed once.
 * An `account` is named where nobody else may write in its stead (4.1.7).
 * @returns {Promise<{status: number, data: any}>}
 */
export async function post(url, body, account = null) {
  const answer = await send(url, body, account);
  if (answer.status !== 400 || answer.data?.code !== "csrf") return answer;
  const fresh = await ask("/session");
  if (!fresh.data?.signed_in) return { status: 401, data: null };
  if (account !== null && fresh.data.account !== account) return OTHER;
  useToken(fresh.data.csrf);
  return send(url, body, account);
}

function send(url, body, account) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": state.csrf };
  if (account !== null) headers["X-Account"] = account;
  return request(url, { method: "POST", body: JSON.stringify(body ?? {}), headers });
}

async function request(url, options) {
  const headers = { Accept: "application/json", ...options.headers };
  const limits = { credentials: "same-origin", redirect: "manual", cache: "no-store" };
  try {
    const answer = await fetch(url, {
      ...options, ...limits, headers, signal: AbortSignal.timeout(PATIENCE),
    });
    return await read(answer);
  } catch (error) {
    throw new SilenceError(error.message);
  }
}

async function read(answer) {
  if (answer.type === "opaqueredirect") return { status: 401, data: null };
  const text = await answer.text();
  try {
    return { status: answer.status, data: text ? JSON.parse(text) : null };
  } catch {
    return { status: answer.ok ? 502 : answer.status, data: null };
  }
}
