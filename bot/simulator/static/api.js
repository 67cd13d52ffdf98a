/* Calls to the simulator's human side. */

async function call(method, path, body) {
  const form = body instanceof FormData;
  const answer = await fetch(path, {
    method,
    headers: body && !form ? { "Content-Type": "application/json" } : {},
    body: body === undefined ? undefined : form ? body : JSON.stringify(body),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error || answer.statusText);
  return result;
}

const at = (person, rest) => `sim/people/${person}/${rest}`;

export const people = () => call("GET", "sim/people");
export const addPerson = (first_name, language_code) => call("POST", "sim/people", { first_name, language_code });
export const say = (person, text) => call("POST", at(person, "messages"), { text });
export const editText = (person, id, text) => call("PUT", at(person, `messages/${id}`), { text });
export const tap = (person, message_id, data) => call("POST", at(person, "taps"), { message_id, data });
export const block = (person, blocked) => call("POST", at(person, "blocked"), { blocked });
export const sharePlace = (person, latitude, longitude) => call("POST", at(person, "location"), { latitude, longitude });
export const moveClock = (to, zone) => call("POST", "sim/clock", { to, zone });

export function attach(person, file) {
  const form = new FormData();
  form.append("file", file);
  return call("POST", at(person, "files"), form);
}

/* Follow a person's chat; the browser reconnects by itself and gets a new snapshot then. */
export function follow(person, handlers) {
  const source = new EventSource(at(person, "events"));
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  }
  return source;
}
