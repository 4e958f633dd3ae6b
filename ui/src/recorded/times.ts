/** Recorded data is as old as it was when it was recorded: all its times are told from the start of the page. */
const start = Date.now();

export function ago(amount: number, unit: 's' | 'min' | 'h' | 'd' = 's'): string {
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
  let text = '';
  let state = 2_166_136_261;
  for (let round = 0; text.length < 40; round++) {
    for (const letter of `${of}${round}`) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619) >>> 0;
    text += state.toString(16).padStart(8, '0');
  }
  return text.slice(0, 40);
}
