/** Plain order of texts: what localeCompare does takes a frame for ten thousand names, and machine names need none of it. */
export function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
