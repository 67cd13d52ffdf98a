/* The simulated time: shown, ticking, and moved. */

import { moveClock } from "./api.js";
import { byId } from "./dom.js";

const LOCALE = "en-GB";

export class SimulatedTime {
  constructor(complain) {
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    this.offset = 0;
    byId("clock-controls").addEventListener("click", async (event) => {
      const to = event.target.dataset?.to;
      if (!to) return;
      try {
        this.show(await moveClock(to, this.zone));
      } catch (problem) {
        complain(problem);
      }
    });
    setInterval(() => this.draw(), 500);
  }

  show(state) {
    this.state = state;
    this.offset = Date.parse(state.now) - Date.now();
    if (state.zone) this.zone = state.zone;
    for (const button of byId("clock-controls").children) button.disabled = state.moving || !state.steerable;
    this.draw();
  }

  draw() {
    if (!this.state) return;
    const now = new Date(Date.now() + this.offset);
    const due = this.state.next_due ? new Date(this.state.next_due) : null;
    put("clock-time", this.clockTime(now));
    put("clock-date", this.format(now, { weekday: "long", day: "numeric", month: "long", year: "numeric" }));
    put("clock-next", this.next(due, now));
  }

  next(due, now) {
    if (this.state.moving) return "On the way, stopping at each reminder …";
    if (!due || due <= now) return "";
    return `Next reminder: ${this.format(due, { weekday: "short", hour: "2-digit", minute: "2-digit" })}`;
  }

  format(instant, options) {
    return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: this.zone }).format(new Date(instant));
  }

  clockTime(instant) {
    return this.format(instant, { hour: "2-digit", minute: "2-digit" });
  }

  day(instant) {
    return this.format(instant, { weekday: "long", day: "numeric", month: "long" });
  }
}

function put(id, text) {
  const node = byId(id);
  if (node.textContent !== text) node.textContent = text;
}
