// What the API says, and when to ask it again: told by a stream of events, or every few seconds
// while there is none.
import { useEffect, useLayoutEffect, useRef, useState } from "./preact.js";

const POLL_MILLIS = 5000;
const STREAM_AGAIN_MILLIS = 20000;
const TICK_MILLIS = 5000;

/** What was asked for can't be had; the message is for people. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** Integers beyond what a browser can count to are kept as they are written. */
function exact(key, value, context) {
  const inexact = typeof value === "number" && !Number.isSafeInteger(value) && context?.source;
  return inexact && String(value) !== context.source ? context.source : value;
}

const whole = async (answer) => ({ answer, text: await answer.text() });

async function answered(path, coming) {
  let answer;
  let text;
  try {
    ({ answer, text } = await coming);
  } catch (e) {
    throw new Refusal(0, "Oneway doesn't answer. Look whether it runs and can be reached from here.");
  }
  const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  const body = isJson ? JSON.parse(text, exact) : text;
  if (!answer.ok) {
    throw new Refusal(answer.status, body?.error ?? `${path} was answered with ${answer.status}.`);
  }
  return body;
}

/** Looks; the first questions were asked before this module was there. */
export const look = (path) => answered(path, taken(path) ?? fetch(path).then(whole));

function taken(path) {
  const early = window.early?.get(path);
  window.early?.delete(path);
  return early;
}

const post = (path, body) =>
  answered(path, fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then(whole));

/** Presses; whatever that changes is looked at again at once. */
export const press = (path, body = {}) => post(path, body).finally(() => notify(ALL));

/**
 * Presses one after the other, and passes over those that aren't so any more.
 *
 * @returns how many it pressed
 */
export async function pressAll(paths) {
  let pressed = 0;
  try {
    for (const path of paths) {
      pressed += await post(path, {}).then(() => 1, passOver);
    }
  } catch (error) {
    throw new Refusal(error.status, `${pressed} of ${paths.length} are done, then: ${error.message}`);
  } finally {
    notify(ALL);
  }
  return pressed;
}

const CONFLICT = 409;

function passOver(error) {
  if (error.status !== CONFLICT) {
    throw error;
  }
  return 0;
}

/** A value that components follow. */
function followed(value) {
  const followers = new Set();
  return {
    get: () => value,
    set(next) {
      value = next;
      followers.forEach((follower) => follower(next));
    },
    use() {
      const [seen, see] = useState(value);
      useEffect(() => {
        followers.add(see);
        see(value);
        return () => followers.delete(see);
      }, []);
      return seen;
    },
  };
}

/** The time, every few seconds. */
export const now = followed(Date.now());
setInterval(() => now.set(Date.now()), TICK_MILLIS);

/** How news come: "live" by the stream, "polling", or "lost" while nothing answers. */
export const connection = followed("polling");

/** The runs that go on and how far they are, as the stream tells; by their ids. */
export const running = followed(new Map());

const ALL = ["flows", "runs", "alerts", "deadLetters", "inboxes"];
const askers = new Set();

/** A page nobody sees asks when it is seen again. */
function notify(what) {
  document.hidden || askers.forEach((asker) => asker(what));
}

let stream = null;

function listen() {
  stream = new EventSource("/api/events");
  stream.onopen = () => {
    connection.set("live");
    notify(ALL);
  };
  stream.addEventListener("changed", (event) => notify(JSON.parse(event.data).what));
  stream.addEventListener("runs", (event) => {
    const runs = JSON.parse(event.data).running;
    running.set(new Map(runs.map((run) => [run.run, run])));
  });
  stream.onerror = () => {
    connection.set(connection.get() === "lost" ? "lost" : "polling");
    running.set(new Map());
    // A browser tries again by itself only what was cut off, not what was refused.
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, STREAM_AGAIN_MILLIS);
    }
  };
}

/** Once, when the page is there. */
export function begin() {
  listen();
  setInterval(() => {
    connection.get() === "live" || notify(ALL);
  }, POLL_MILLIS);
  document.addEventListener("visibilitychange", () => notify(ALL));
}

/** The last answers, so that a page that is opened again isn't empty at first. */
const answers = new Map();
const MOST_ANSWERS = 100;

function keep(path, data) {
  answers.delete(path);
  answers.set(path, data);
  if (answers.size > MOST_ANSWERS) {
    answers.delete(answers.keys().next().value);
  }
}

/**
 * What a path answers, and again whenever one of the topics has changed.
 *
 * @param path null for nothing yet
 * @param rest how long it may be old: it isn't asked for again earlier, whatever has changed
 * @returns data: the last answer, or undefined; error: why there is none that is new
 */
export function useAnswer(path, topics, rest = 0) {
  const [state, setState] = useState({});
  const again = useRef(() => {});
  // Before the first paint: what has been answered by then is in it.
  useLayoutEffect(() => {
    if (path === null) {
      return undefined;
    }
    let gone = false;
    let asking = false;
    let outdated = false;
    let askedAt = 0;
    let later = null;
    const askNow = async () => {
      if (asking) {
        outdated = true;
        return;
      }
      asking = true;
      askedAt = Date.now();
      try {
        const data = await look(path);
        keep(path, data);
        heard();
        gone || setState({ path, data });
      } catch (error) {
        error.status === 0 && connection.set("lost");
        gone || setState((before) => ({ path, data: before.path === path ? before.data : answers.get(path), error }));
      }
      asking = false;
      if (outdated && !gone) {
        outdated = false;
        askNow();
      }
    };
    again.current = askNow;
    const askSoon = () => {
      later = null;
      askNow();
    };
    const asker = (what) => {
      if (what.some((topic) => topics.includes(topic))) {
        later ??= setTimeout(askSoon, Math.max(0, askedAt + rest - Date.now()));
      }
    };
    askers.add(asker);
    askNow();
    return () => {
      gone = true;
      clearTimeout(later);
      askers.delete(asker);
    };
  }, [path]);
  const own = state.path === path;
  return { data: own ? state.data : answers.get(path), error: own ? state.error : undefined, again: () => again.current() };
}

function heard() {
  if (connection.get() === "lost") {
    connection.set(stream?.readyState === EventSource.OPEN ? "live" : "polling");
  }
}
