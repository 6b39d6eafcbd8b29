/** A strategy as its JSON holds it (contract section 2); the canvas edits this and nothing else. */
export interface Graph { schemaVersion: number; name: string; nodes: GraphNode[]; edges: GraphEdge[]; viewport?: unknown }
export interface GraphNode { id: string; type: string; position: Point; data: Data; color?: string }
export interface GraphEdge { id: string; source: string; sourceHandle: string; target: string; targetHandle: string }
export interface Point { x: number; y: number }
export type Data = Record<string, unknown>;

/** What of a level (the strategy, or the inside of a group) is drawn at once. */
export type Level = Pick<Graph, 'nodes' | 'edges'>;

export type Kind = 'series' | 'condition' | 'size';
export interface Port { handle: string; label: string; kind: Kind; optional?: boolean; chartOnly?: boolean; unwired?: string }
export interface Parameter { name: string; label: string; kind: 'number' | 'choice' | 'text'; fallback?: string; choices?: Record<string, string>; fixed?: boolean }

/** A section of a strategy: what leads to its orders and rules stands with them. */
export type Lane = 'entry' | 'exit' | 'risk';

/** A node type as its descriptor in C# says. */
export interface NodeType { name: string; help: string; group: string; icon: string; inputs: Port[]; outputs: Port[]; parameters: Parameter[]; lane?: Lane | null }

/** A line of the palette: a node type, or one with a choice made (a candlestick pattern). */
export interface Entry { type: string; data?: Data; name: string; help: string; group: string; words: string }
export interface Catalog { types: Record<string, NodeType>; palette: Entry[]; groups: { id: string; label: string }[] }

export interface Problem { error: boolean; text: string }

/** Where a wire is being drawn from. */
export interface WireEnd { node: string; handle: string; side: 'source' | 'target' }
export interface Wire { source: string; sourceHandle: string; target: string; targetHandle: string }
