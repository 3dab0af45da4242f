// What a break can be about, beyond the kinds of lines of a rail.
import { declareWords } from '../../ui/words/declare-words.ts';

export const BREAK_WORDS = declareWords('office.breaks', {
  booked: ['账面余额', 'booked'],
  held: ['冻结金额', 'held'],
  accounts: ['账户数', 'accounts'],
  reversal: ['冲正', 'reversal'],
  unmatched: ['待认领', 'unmatched'],
});
