import { decode, type Columns } from './decode';
import { maxBars, type Range } from './window';

/** Fetches windows one after the other; a new request ends the one under way. */
export class WindowLoader {
  private controller: AbortController | null = null;

  constructor(private readonly url: string) {}

  /** The columns of the window, or null when a newer request has overtaken this one. */
  async columns(range: Range, max = maxBars): Promise<Columns | null> {
    return this.get(range, max, async (response) => decode(await response.arrayBuffer()));
  }

  async json<T>(range: Range, max: number): Promise<T | null> {
    return this.get(range, max, async (response) => (await response.json()) as T);
  }

  stop(): void {
    this.controller?.abort();
    this.controller = null;
  }

  private async get<T>(range: Range, max: number, read: (response: Response) => Promise<T>): Promise<T | null> {
    this.stop();
    const controller = (this.controller = new AbortController());
    const query = new URLSearchParams({ from: iso(range.from), to: iso(range.to), max: String(max) });
    try {
      const response = await fetch(`${this.url}?${query}`, { signal: controller.signal, credentials: 'same-origin' });
      if (!response.ok) throw new Error(`The chart server answered ${response.status}.`);
      return await read(response); // within: a body may be broken off as well
    } catch (error) {
      if (controller.signal.aborted) return null;
      throw error;
    }
  }
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
