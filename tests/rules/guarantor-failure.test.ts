// A guarantor fails: those whose claims it stands behind hear of it, before anything is asked of it.
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { describe, expect, it } from 'vitest';
import { ANALYST, ANALYST_LEAD } from '../trial-collection.ts';
import { CoveredLoan } from '../trial-compensation.ts';
import { OPERATOR_CODE } from '../trial-house.ts';
import { newTrialId } from '../trial-world.ts';

describe('a guarantor that has failed', () => {
  it('is told to whoever holds a claim that it stands behind, once, and to nobody else', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(0n);
    trial.disburse();
    trial.given('operator', {
      ...{ key: 'operator', id: newTrialId(), name: '互信', creditCode: OPERATOR_CODE },
      ...{ packId: 'cn', licences: [], time: CHINA_TIME },
    });
    const [held] = trial.claims;
    if (held === undefined) throw new Error('Somebody lent.');
    // Of another loan it was released, and behind a third stands somebody else.
    for (const [state, guarantorId] of [
      ['released', guarantor.id],
      ['signed', newTrialId()],
    ] as const) {
      const loanId = newTrialId();
      const commitment = trial.fact('commitment', guarantor.commitmentId);
      trial.given('loan', { ...trial.loan, id: loanId });
      trial.given('claim', { ...held, id: newTrialId(), loanId });
      const ended = state === 'released' ? { endedAt: trial.now } : {};
      const own = { id: newTrialId(), loanId, guarantorId, state, ...ended };
      trial.given('commitment', { ...commitment, ...own });
    }
    const { standing } = trial.fact('guarantor', guarantor.id);
    if (standing === undefined) throw new Error('It has a standing.');
    const set = (changes: Partial<typeof standing>) => {
      const [asked, guarantorId] = [{ ...standing, ...changes }, guarantor.id];
      const proposal = { guarantorId, standing: asked, reason: '已进入破产程序。' };
      trial.done(ANALYST, { kind: 'ProposeGuarantor', ...proposal });
      trial.done(ANALYST_LEAD, { kind: 'ApproveGuarantor', guarantorId });
      return trial.notices.filter(({ kind }) => kind === 'claim_guarantor_failed');
    };
    expect(set({ status: 'suspended' })).toEqual([]);
    const told = set({ status: 'failed' });
    expect(told.map(({ receiverId, subject }) => [receiverId, subject.id])).toEqual(
      trial.claims.map(({ holderId }) => [holderId, trial.loanId]),
    );
    expect(told).toHaveLength(2);
    expect(set({ status: 'failed', line: minorUnits(1n) })).toHaveLength(2);
  });
});
