// The words of one public figure: its name and its definition.
import type { Label } from '../words/value-lists.ts';

export interface FigureWords {
  readonly label: Label;
  readonly definition: Label;
}

type NameAndDefinition = readonly [label: string, definition: string];

export function words(chinese: NameAndDefinition, english: NameAndDefinition): FigureWords {
  return {
    label: { 'zh-CN': chinese[0], en: english[0] },
    definition: { 'zh-CN': chinese[1], en: english[1] },
  };
}
