/** How we say numbers, times and names. All pure: the time now comes in. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function time(iso: string | undefined): number {
  return iso === undefined || iso === '' ? Number.NaN : Date.parse(iso);
}

/** "12 s", "6 min", "3 h", "41 d"; empty where the time is not known. */
export function age(iso: string | undefined, now: number): string {
  return span(Math.max(1000, now - time(iso)));
}

export function span(millis: number): string {
  if (Number.isNaN(millis)) return '';
  const past = Math.max(0, millis);
  if (past < 1000) return `${(past / 1000).toFixed(1)} s`;
  if (past < MINUTE) return `${Math.floor(past / 1000)} s`;
  if (past < 2 * HOUR) return `${Math.floor(past / MINUTE)} min`;
  if (past < 2 * DAY) return `${Math.floor(past / HOUR)} h`;
  return `${Math.floor(past / DAY)} d`;
}

/** Seconds as well, for things under way: "1 min 04 s". */
export function elapsed(millis: number): string {
  if (Number.isNaN(millis)) return '';
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} min`;
}

/** "14:02" today, "Tue 16:20" this week, "12 Nov" this year, "12 Nov 2025" before. */
export function when(iso: string | undefined, now: number): string {
  const at = time(iso);
  if (Number.isNaN(at)) return '';
  const date = new Date(at);
  const today = new Date(now);
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  if (date.toDateString() === today.toDateString()) return clock;
  if (now - at < 6 * DAY && at <= now) return `${WEEKDAYS[date.getDay()] ?? ''} ${clock}`;
  const day = `${date.getDate()} ${MONTHS[date.getMonth()] ?? ''}`;
  return date.getFullYear() === today.getFullYear() ? day : `${day} ${date.getFullYear()}`;
}

export function clock(iso: string | undefined): string {
  const at = time(iso);
  if (Number.isNaN(at)) return '';
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A commit as people say it; anything else as it is. */
export function short(revision: string | undefined): string {
  const text = revision ?? '';
  return /^[0-9a-f]{40}$/.test(text) ? text.slice(0, 7) : text;
}

/** "1 app", "1,204 apps". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

export function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** "a", "a and b", "a, b and c". */
export function list(words: string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}

/** The repository as people know it: owner and name. */
export function repository(url: string | undefined): string {
  const text = (url ?? '').replace(/\.git$/, '').replace(/\/$/, '');
  const parts = text.split(/[/:]/).filter((part) => part !== '');
  return parts.length < 2 ? text : parts.slice(-2).join('/');
}

/** Letters for a person's mark: "Ana Torres" AT, "ci-bot" CB. */
export function initials(name: string): string {
  const parts = name.replace(/<.*>/, '').split(/[\s._@-]+/).filter((part) => part !== '');
  const first = parts[0]?.[0] ?? '?';
  return (first + (parts[1]?.[0] ?? '')).toUpperCase();
}

/** Is it a machine that did it? Names of accounts say so, and nothing else can. */
export function isMachine(name: string): boolean {
  return /(^|[-_:.])(bot|ci|automation|auto-sync|controller|operator|system)($|[-_:.])|^automated|^$/i.test(name);
}

/** So much of a text that can be drawn at once and read; what is left out is counted. */
export function shortened(text: string, most = 4000): string {
  return text.length <= most ? text : `${text.slice(0, most)}… and ${(text.length - most).toLocaleString('en')} characters more`;
}

/** Texts of several authors as sentences of one paragraph. */
export function sentences(...texts: string[]): string {
  return texts
    .filter((text) => text !== '')
    .map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`)
    .join(' ');
}
