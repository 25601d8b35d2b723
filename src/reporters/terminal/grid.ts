import { clean } from './text.ts';

/** A table of words. */
export interface Grid {
  readonly rows: readonly string[];
  /** The lines of each column's head. */
  readonly heads: readonly (readonly string[])[];
  /** The word of a cell, by the numbers of its row and column. */
  word(row: number, column: number): string;
  /** Paints a cell's word; padding is part of it. */
  paint(row: number, column: number, padded: string): string;
}

/** The grid in one block of lines, or `undefined` where it is wider than that. */
export function oneBlock(grid: Grid, width: number): string[] | undefined {
  const [block, ...others] = blocksIn(grid, width);
  return others.length === 0 ? block : undefined;
}

/** The grid in as many blocks of lines as its columns need. */
export function blocksIn(grid: Grid, width: number): string[][] {
  const columns = grid.heads.map((head, column) => ({
    column,
    width: Math.max(...[...head, ...grid.rows.map((_, row) => grid.word(row, column))].map((text) => clean(text).length)),
  }));
  const name = Math.max(0, ...grid.rows.map((row) => clean(row).length));
  const roomy = name + columns.reduce((sum, column) => sum + column.width + 2, 0) <= width;
  const gap = roomy ? 2 : 1;
  return split(columns, width - name, gap).map((block) => blockLines(grid, block, name, ' '.repeat(gap)));
}

interface Column {
  readonly column: number;
  readonly width: number;
}

function blockLines(grid: Grid, block: readonly Column[], name: number, gap: string): string[] {
  const height = Math.max(...block.map(({ column }) => grid.heads[column]?.length ?? 0));
  const heads = Array.from({ length: height }, (_, line) => {
    const cells = block.map(({ column, width }) => {
      const head = grid.heads[column] ?? [];
      // shorter heads stand at the bottom
      return gap + clean(head[line - height + head.length] ?? '').padEnd(width);
    });
    return (' '.repeat(name) + cells.join('')).trimEnd();
  });
  const rows = grid.rows.map((text, row) => {
    const cells = block.map(({ column, width }, index) => {
      const word = grid.word(row, column);
      return gap + grid.paint(row, column, index === block.length - 1 ? word : word.padEnd(width));
    });
    return clean(text).padEnd(name) + cells.join('');
  });
  return [...heads, ...rows];
}

function split(columns: readonly Column[], room: number, gap: number): Column[][] {
  const blocks: Column[][] = [];
  let left = 0;
  for (const column of columns) {
    const block = blocks.at(-1);
    if (block !== undefined && column.width + gap <= left) {
      block.push(column);
      left -= column.width + gap;
    } else {
      blocks.push([column]);
      left = room - column.width - gap;
    }
  }
  return blocks;
}
