/** Recorded data is as old as it was when it was recorded: all its times are told from the start of the page. */
const start = Date.now();

const told = new Map<string, string>();

export function ago(amount: number, unit: 's' | 'min' | 'h' | 'd' = 's'): string {
  const key = `${amount} ${unit}`;
  let text = told.get(key);
  if (text === undefined) told.set(key, (text = timeOf(amount, unit)));
  return text;
}

function timeOf(amount: number, unit: 's' | 'min' | 'h' | 'd'): string {
  const millis = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  return new Date(start - amount * millis).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A repeatable source of chance. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function sha(of: string): string {
  let state = 2_166_136_261;
  for (let at = 0; at < of.length; at++) state = Math.imul(state ^ of.charCodeAt(at), 16_777_619) >>> 0;
  let text = '';
  while (text.length < 40) {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0;
    text += (state ^ (state >>> 13)).toString(16).replace('-', '').padStart(8, '0');
    state = (state + 2_654_435_769) >>> 0;
  }
  return text.slice(0, 40);
}
