// What two persons think of a loan: a class that is worse than its days say, or no longer.
import { type Family, type Judge, staffIs } from '../asked.ts';
import type { Town } from '../town.ts';
import { CLASSES, classByDays, rankOf } from './lateness.ts';
import { bringUp, daysBehind, plan } from './loan-life.ts';
import { proposing, released } from './losses.ts';

const REASON = '借款人经营状况变化。';

const PROPOSED: Judge<'ProposeAssetClass'> = (town, { actor, command }) => {
  const { assetClass } = command;
  return proposing(town, { step: 'asset_class', assetClass }, command, actor, {
    after: (loan) => {
      const byDays = classByDays(daysBehind(loan, town.today));
      return rankOf(assetClass) < rankOf(byDays) ? 'invalid_input' : undefined;
    },
  });
};

const CLASSIFIED: Judge<'ClassifyLoan'> = (town, { actor, command }) => {
  const loan = released(town, 'asset_class', command, actor);
  if (typeof loan === 'string') return loan;
  const { assetClass = 'normal' } = loan.proposal ?? {};
  const byDays = classByDays(daysBehind(loan, town.today));
  if (rankOf(assetClass) < rankOf(byDays)) return 'invalid_input';
  return () => {
    bringUp(town, loan, 'due');
    loan.chosenClass = assetClass;
    loan.assetClass = assetClass;
    delete loan.proposal;
    plan(town, loan);
  };
};

export const CLASSES_FAMILY: Family = {
  judges: { ProposeAssetClass: PROPOSED, ClassifyLoan: CLASSIFIED },
  moves: [
    { name: 'risk thinks otherwise of a loan', weight: 2, isOfArrears: true, propose: proposal },
  ],
};

function proposal(town: Town) {
  const loan = town.chance.of(town.loansIn('repaying', 'overdue', 'defaulted'));
  if (loan === undefined || (loan.proposal !== undefined && !town.chance.isIn(10)))
    return undefined;
  const assetClass = town.chance.of(CLASSES)?.[0] ?? 'normal';
  const actor = town.officer(town.chance.among('risk_analyst', 'risk_analyst_lead'));
  const command = {
    kind: 'ProposeAssetClass',
    loanId: loan.id,
    assetClass,
    reason: REASON,
  } as const;
  if (staffIs(actor, 'risk_analyst') === undefined) return undefined;
  return { actor, command };
}
