// The custodian's books against ours: given what the custodian says lies with it, the ledger says the same.
import type { Currency } from '@mutua/core/money/currency.ts';
import type { MinorUnits } from '@mutua/core/money/minor-units.ts';
import type { Finding, Law } from './law.ts';

/** What the custodian says of all accounts together, in one currency. */
export interface CustodianTotals {
  readonly currency: Currency;
  readonly booked: MinorUnits;
}

/** Asks the custodian, or reads its last statement. */
export type CustodianBooks = () => Promise<readonly CustodianTotals[]>;

export function custodianLaw(books: CustodianBooks): Law {
  return {
    name: 'custodian_agrees',
    words: {
      'zh-CN': '账上存管存款等于存管银行的账面余额',
      en: 'What the ledger has in custody is what the custodian has booked',
    },
    unit: 'currencies',
    examine: async (connection): Promise<Finding> => {
      const { rows } = await connection.query<{ currency: string; posted: bigint }>(
        `select currency, sum(posted)::bigint as posted
         from ledger.account
         where kind = 'custody'
         group by currency`,
      );
      const ours = new Map(rows.map(({ currency, posted }) => [currency, posted]));
      const theirs = new Map<string, bigint>(
        (await books()).map(({ currency, booked }) => [currency, booked]),
      );
      const currencies = [...new Set([...ours.keys(), ...theirs.keys()])];
      const violations = currencies.flatMap((one) => {
        const [our, their] = [ours.get(one) ?? 0n, theirs.get(one) ?? 0n];
        return our === their ? [] : [`${one}: the ledger has ${our}, the custodian ${their}.`];
      });
      return { examined: currencies.length, broken: violations.length, violations };
    },
  };
}
