declare module 'point-in-polygon-hao' {
  /** True inside, false outside, 0 on the boundary. Rings are closed; the first is the outside, the others are holes. */
  export default function pointInPolygon(
    point: readonly [number, number],
    polygon: readonly (readonly (readonly [number, number])[])[],
  ): boolean | 0;
}
