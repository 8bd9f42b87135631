/** How long something takes, in seconds. */
export function seconds(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/** The middle one, so that what else the machine does counts little. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** A number with at most so many digits after the point. */
export const round = (value: number, digits: number): number => Number(value.toFixed(digits));
