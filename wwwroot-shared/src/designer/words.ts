/** Words of the page's language, given by the server; the keys are those of CanvasText.cs. */
export type Words = Record<typeof keys[number], string>;

export const keys = [
  'Added', 'AddedWired', 'Aligned', 'AlignLeft', 'AlignTop', 'BlocksSelected', 'Canvas', 'ChangedSinceRun', 'Close', 'ColorAmber', 'ColorBlue',
  'ColorGreen', 'ColorGrey', 'ColorRed', 'ColorViolet', 'Condition', 'Copied', 'Copy', 'Delete', 'Distribute', 'Duplicate', 'Duplicated',
  'FirstFalse', 'Fit', 'FromTo', 'Group', 'Grouped', 'IsFalse', 'IsTrue', 'IsUnknown', 'KeyAdd', 'KeyAddHere', 'KeyClick', 'KeyConnect', 'KeyCopy', 'KeyDelete', 'KeyEdit',
  'KeyGroup', 'KeyMove', 'Keys', 'KeySelect', 'KeyUndo', 'KeyView', 'LaneEntry', 'LaneExit', 'LaneRisk', 'Legend', 'MarkAdded', 'MarkChanged',
  'MarkMoved', 'MarkRemoved', 'Minimap', 'Moved', 'NewBlock', 'NotePlaceholder', 'NoteWritten', 'NothingFits', 'NothingToPaste', 'Open', 'Out',
  'Paint', 'Painted', 'PaintNone', 'Palette', 'Pasted', 'QuickAdd', 'QuickAddFor', 'Recent', 'Redid', 'Redo', 'RefuseChartOnly', 'RefuseCycle',
  'RefuseKind', 'RefuseSelf', 'RefuseUnknown', 'Removed', 'RemovedMany', 'RemovedWire', 'SearchBlocks', 'Series', 'Size', 'Spliced', 'Strategy',
  'Tidied', 'Tidy', 'Undid', 'Undo', 'Ungroup', 'Ungrouped', 'View', 'Wired', 'ZoomIn', 'ZoomOut', 'ZoomSelection',
] as const;

/** Fills {0}, {1} … */
export const fill = (text: string, ...values: (string | number)[]): string => text.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
