/** A window of columns as the server sends it; a number that is not known is NaN. */
export interface Columns {
  /** Seconds from one bar start to the next one. */
  step: number;
  /** Bar starts in seconds since 1970 UTC. */
  times: Uint32Array;
  values: Float64Array[];
}

/**
 * Layout, little endian: uint32 count, uint32 step, uint32 time[count], four zero bytes if count is odd,
 * then one float64[count] per column. The columns are views on the buffer; nothing is copied.
 */
export function decode(buffer: ArrayBuffer): Columns {
  if (buffer.byteLength < 8) throw new Error(`A window of ${buffer.byteLength} bytes has no header.`);
  const [count, step] = new Uint32Array(buffer, 0, 2) as unknown as [number, number];
  const start = 8 + 4 * (count + (count % 2));
  const columns = count === 0 ? 0 : (buffer.byteLength - start) / (8 * count);
  if (!Number.isInteger(columns) || columns < 0) throw new Error(`A window of ${buffer.byteLength} bytes does not fit ${count} bars.`);
  const values = Array.from({ length: columns }, (_, i) => new Float64Array(buffer, start + 8 * count * i, count));
  return { step, times: new Uint32Array(buffer, 8, count), values };
}
