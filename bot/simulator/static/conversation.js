/* All messages of one chat in order, with the days between them. */

import { byId, element } from "./dom.js";
import { MessageRow } from "./message.js";

const NEAR_THE_END_PX = 120;

export class Conversation {
  constructor(time, actions) {
    this.time = time;
    this.rows = new Map();
    this.box = byId("messages");
    this.scroller = byId("scroller");
    this.actions = { ...actions, clockTime: (at) => time.clockTime(at), find: (id) => this.rows.get(id)?.message, show: (id) => this.show(id) };
    this.scroller.addEventListener("scroll", () => this.noteEnd());
    byId("to-end").addEventListener("click", () => this.toEnd("smooth"));
  }

  reset(messages) {
    this.rows.clear();
    this.box.replaceChildren();
    for (const message of messages) this.add(message);
    this.arrange();
    this.toEnd();
  }

  put(message) {
    const stay = this.isAtEnd() || !message.from_bot;
    const known = this.rows.get(message.message_id);
    if (known?.update) known.update(message);
    else this.add(message);
    this.arrange();
    if (stay) this.toEnd(known ? "auto" : "smooth");
    this.noteEnd();
  }

  add(message) {
    const row = message.kind === "pinned_message" ? this.note(message) : new MessageRow(message, this.actions);
    this.rows.set(message.message_id, row);
    this.box.append(row.node);
  }

  note(message) {
    const pinned = this.rows.get(message.pinned_id)?.message.text.split("\n")[0] || "a message";
    const go = () => this.show(message.pinned_id);
    const attributes = { type: "button", class: "note", "data-testid": `message-${message.message_id}`, onclick: go };
    return { message, node: element("button", attributes, `${message.sender} pinned “${pinned}”`) };
  }

  remove(id) {
    this.rows.get(id)?.node.remove();
    this.rows.delete(id);
    this.arrange();
  }

  /* Draw the days anew, and join neighbours of one sender. */
  arrange() {
    this.box.querySelectorAll(".day").forEach((day) => day.remove());
    let before = null;
    for (const row of this.rows.values()) {
      const day = this.time.day(row.message.at);
      if (!before || this.time.day(before.message.at) !== day) {
        row.node.before(element("div", { class: "day" }, day));
        before?.node.classList.remove("joined");
      } else {
        before.node.classList.toggle("joined", before.message.from_bot === row.message.from_bot && !before.message.buttons.length);
      }
      before = row;
    }
    before?.node.classList.remove("joined");
  }

  show(id) {
    const row = this.rows.get(id);
    if (!row) return;
    row.node.scrollIntoView({ block: "center", behavior: "smooth" });
    row.node.classList.add("flash");
    setTimeout(() => row.node.classList.remove("flash"), 1500);
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }

  noteEnd() {
    byId("to-end").hidden = this.isAtEnd();
  }

  toEnd(behavior = "auto") {
    requestAnimationFrame(() => this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior }));
  }
}
