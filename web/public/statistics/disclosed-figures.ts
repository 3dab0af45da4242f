// The public figures as pages declare them, in the words of the contract, and how a page finds one among them.
import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import type { FigureOnWire } from '@mutua/contract/disclosure/figures.ts';
import { DISCLOSED_FIGURES, type FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { declareFigures, type FigureWords } from '../../ui/figure/declare-figures.ts';
import { drawnMoney } from '../../ui/money-math.ts';

const SOURCE = [
  '由账本和借款记录计算，为所示日结时的数；同一数据可下载文件，也可由接口读取。',
  'Reckoned from the ledger and the records of the loans at the close of the day shown; the same data is in the file and the API.',
] as const;

const ids = Object.keys(DISCLOSED_FIGURES) as FigureId[];
const words = Object.fromEntries(ids.map((id) => [id, wordsOf(id)] as const)) as Record<
  FigureId,
  FigureWords
>;

/** Every one of them has the id `disclosed.…`, and its row where it stands in a table. */
export const DISCLOSED = declareFigures('disclosed', words);

function wordsOf(id: FigureId): FigureWords {
  const { label, definition } = FIGURE_WORDS[id];
  return {
    label: [label['zh-CN'], label.en],
    definition: [definition['zh-CN'], definition.en],
    source: SOURCE,
  };
}

/** The figures of one day, by id and row. */
export class FigureSet {
  readonly #byPlace: ReadonlyMap<string, FigureOnWire>;
  readonly #rows: ReadonlyMap<string, readonly string[]>;

  constructor(figures: readonly FigureOnWire[]) {
    this.#byPlace = new Map(figures.map((one) => [`${one.figure} ${one.row}`, one]));
    const rows = new Map<string, string[]>();
    for (const { figure, row } of figures) rows.set(figure, [...(rows.get(figure) ?? []), row]);
    this.#rows = rows;
  }

  get(id: FigureId, row = ''): FigureOnWire | undefined {
    return this.#byPlace.get(`${id} ${row}`);
  }

  /** The rows that a figure has, in their order. */
  rowsOf(id: FigureId): readonly string[] {
    return this.#rows.get(id) ?? [];
  }

  /** For a drawing: money in whole units, a rate in per cent; nothing where there is none. */
  drawn(id: FigureId, row = ''): number | null {
    const { money, count, ratePpm } = this.get(id, row) ?? {};
    if (ratePpm !== undefined) return ratePpm / 10_000;
    if (count !== undefined) return count;
    return money === undefined ? null : drawnMoney(money);
  }
}
