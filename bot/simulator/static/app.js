/* The page: one person's chat with the bot, followed live. */

import * as api from "./api.js";
import { SimulatedTime } from "./clock.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { byId, element } from "./dom.js";
import { answered } from "./message.js";

const TOAST_MS = 4000;
const DOING = {
  typing: "typing …", upload_photo: "sending a photo …", upload_document: "sending a file …",
  upload_voice: "sending audio …", record_voice: "recording …", find_location: "finding a place …",
};
const state = { person: null, source: null, chat: null };

function toast(text) {
  const node = element("div", { class: "toast", "data-testid": "toast" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

const complain = (problem) => toast(problem.message);
const attempt = (action) => (...values) => action(state.person, ...values).catch(complain);

const actions = {
  say: attempt(api.say),
  editText: attempt(api.editText),
  attach: attempt(api.attach),
  sharePlace: attempt(api.sharePlace),
  tap: async (messageId, data) => (await api.tap(state.person, messageId, data)).callback_query_id,
  edit: (message) => composer.edit(message),
  complain,
};
const time = new SimulatedTime(complain);
const composer = new Composer(actions);
const conversation = new Conversation(time, actions);

function showChat(chat) {
  state.chat = chat;
  document.title = `${chat.bot.first_name}, simulated chat`;
  byId("bot-name").textContent = chat.bot.first_name;
  byId("status").textContent = chat.blocked ? "blocked" : DOING[chat.typing] || "bot";
  byId("status").classList.toggle("busy", Boolean(chat.typing));
  byId("block").textContent = chat.blocked ? "Unblock the bot" : "Block the bot";
  byId("pinned").hidden = !chat.pinned;
  if (chat.pinned) byId("pinned-text").textContent = chat.pinned.text.split("\n")[0];
  showEmptiness();
}

function showEmptiness() {
  const isEmpty = conversation.rows.size === 0;
  byId("empty").hidden = !(isEmpty && state.chat.description);
  byId("description").textContent = state.chat.description;
  composer.show(state.chat, isEmpty);
}

function stopTyping() {
  if (state.chat?.typing) showChat({ ...state.chat, typing: null });
}

const handlers = {
  snapshot(content) {
    time.show(content.clock);
    conversation.reset(content.messages);
    showChat(content.chat);
  },
  message(message) {
    conversation.put(message);
    if (message.from_bot) stopTyping();
    if (state.chat?.pinned?.message_id === message.message_id) showChat({ ...state.chat, pinned: message });
    showEmptiness();
  },
  deletion({ message_id: id }) {
    conversation.remove(id);
    showEmptiness();
  },
  chat: showChat,
  clock: (content) => time.show(content),
  toast(content) {
    answered(content.callback_id);
    if (!content.text) return;
    if (!content.alert) return toast(content.text);
    byId("alert-text").textContent = content.text;
    byId("alert").showModal();
  },
};

function choose(person) {
  state.source?.close();
  state.person = person;
  location.hash = String(person);
  state.source = api.follow(person, handlers);
  showPeople();
}

async function showPeople() {
  const everyone = await api.people();
  byId("people").replaceChildren(...everyone.map((person, index) => {
    const avatar = element("span", { class: `avatar c${index % 5}`, "aria-hidden": "true" }, person.first_name[0]);
    const name = element("span", {}, person.first_name, element("small", {}, person.language_code));
    const attributes = {
      type: "button", class: "person", role: "option", "data-testid": `person-${person.id}`,
      "aria-selected": String(person.id === state.person), onclick: () => choose(person.id),
    };
    return element("button", attributes, avatar, name);
  }));
}

async function begin() {
  const everyone = await api.people();
  const wanted = Number(location.hash.slice(1));
  const known = everyone.find((person) => person.id === wanted) || everyone[0];
  const person = known || (await api.addPerson("Alex", (navigator.language || "en").slice(0, 2)));
  choose(person.id);
}

byId("pinned").addEventListener("click", () => conversation.show(state.chat.pinned.message_id));
byId("block").addEventListener("click", () => api.block(state.person, !state.chat.blocked).catch(complain));
byId("new-person").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const person = await api.addPerson(form.get("first_name"), form.get("language_code"));
  event.target.closest("details").open = false;
  choose(person.id);
});
begin().catch(complain);
