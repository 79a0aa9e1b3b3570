/** The places of each label, labels in the order in which they first occur. */
export function placesByLabel(labels: ArrayLike<number>): Map<number, number[]> {
  const places = new Map<number, number[]>();
  Array.from(labels).forEach((label, i) => {
    const known = places.get(label);
    if (known === undefined) places.set(label, [i]);
    else known.push(i);
  });
  return places;
}
