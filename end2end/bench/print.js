// One line of JSON a figure: what was measured, what came out, and the figure to reach where there is one.
export function print(what, value, unit, most) {
  const line = { what, value: Number(value.toPrecision(6)), unit };
  if (most !== undefined) Object.assign(line, { at_most: most, reached: value <= most });
  console.log(JSON.stringify(line));
}

// The same for a figure that should be high.
export function printScore(what, value, least) {
  console.log(JSON.stringify({ what, value, at_least: least, reached: value >= least }));
}

// The value that a share of the sorted values does not exceed.
export function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}
