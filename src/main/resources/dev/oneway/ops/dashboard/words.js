// Numbers, times and names as people read them.
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Made when it is first needed: each takes a browser some milliseconds. */
function format(kind, options) {
  let made;
  return (value) => (made ??= new kind("en-GB", options)).format(value);
}

const whole = format(Intl.NumberFormat, { maximumFractionDigits: 0 });
const compact = format(Intl.NumberFormat, { notation: "compact", maximumFractionDigits: 1 });
const percent = format(Intl.NumberFormat, { style: "percent", maximumFractionDigits: 1 });
const clock = format(Intl.DateTimeFormat, { hour: "2-digit", minute: "2-digit" });
const day = format(Intl.DateTimeFormat, { day: "numeric", month: "short" });
const moment = format(Intl.DateTimeFormat, {
  weekday: "short", day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short",
});

export const number = whole;
export const short = (n) => (n < 10000 ? whole(n) : compact(n));
export const share = percent;
export const count = (n, one, many = one + "s") => `${whole(n)} ${n === 1 ? one : many}`;
export const hourOf = clock;
export const exactly = (iso) => moment(new Date(iso));

/** How long something takes: 340 ms, 2.4 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function duration(millis) {
  if (millis < SECOND) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  if (millis < MINUTE) {
    return `${(millis / SECOND).toFixed(millis < 10 * SECOND ? 1 : 0)} s`;
  }
  return parts(millis, MINUTE, "min", SECOND, "s", HOUR)
    ?? parts(millis, HOUR, "h", MINUTE, "min", DAY)
    ?? parts(millis, DAY, "d", HOUR, "h", Infinity);
}

function parts(millis, large, largeUnit, small, smallUnit, below) {
  if (millis >= below) {
    return null;
  }
  const rest = Math.floor((millis % large) / small);
  return `${Math.floor(millis / large)} ${largeUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ""}`;
}

/** A time seen from now: 12 s ago, in 5 min, 14:05 yesterday's as 3 Mar 14:05. */
export function fromNow(iso, now) {
  const at = new Date(iso).getTime();
  const gone = now - at;
  const distance = Math.abs(gone);
  if (distance < 5 * SECOND) {
    return "now";
  }
  if (distance > 7 * DAY) {
    return `${day(at)} ${clock(at)}`;
  }
  const words = rough(distance);
  return gone > 0 ? `${words} ago` : `in ${words}`;
}

function rough(distance) {
  if (distance < MINUTE) {
    return `${Math.round(distance / SECOND)} s`;
  }
  if (distance < HOUR) {
    return `${Math.round(distance / MINUTE)} min`;
  }
  return distance < 2 * DAY ? `${Math.round(distance / HOUR)} h` : `${Math.round(distance / DAY)} d`;
}

export function bytes(n) {
  if (n < 1000) {
    return `${n} B`;
  }
  return n < 1e6 ? `${(n / 1e3).toFixed(1)} kB` : `${(n / 1e6).toFixed(1)} MB`;
}

/** What becomes of a record, in the order of the books; the first ones have changed something. */
export const FATES = [
  "created", "updated", "deleted", "queued", "held", "unchanged", "filtered", "stale", "skipped", "rejected",
];
