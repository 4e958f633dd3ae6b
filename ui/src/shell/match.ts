/**
 * How well letters fit a text: 0 where they do not occur in this order; more at the start, at the start of a word, and side
 * by side. Every word that was typed must fit.
 */
export function score(typed: string, text: string): number {
  const lower = text.toLowerCase();
  let all = 0;
  for (const word of typed.toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const one = ofWord(word, lower);
    if (one === 0) return 0;
    all += one;
  }
  return all;
}

function ofWord(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length || text[word.length] === ' ' ? 120 : 100;
  if (at > 0) return /[\s\-_./]/.test(text[at - 1] ?? '') ? 80 : 60;
  let from = 0;
  let gaps = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, from);
    if (found < 0) return 0;
    gaps += found - from;
    from = found + 1;
  }
  return gaps > word.length * 3 ? 0 : Math.max(1, 40 - gaps);
}
