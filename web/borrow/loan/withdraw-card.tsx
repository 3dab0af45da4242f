// Taking an application back, after one more look.
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

export function WithdrawCard({ loanId }: { readonly loanId: string }) {
  const { t } = useWords(LOAN_WORDS);
  const [isAsked, setAsked] = useState(false);
  const withdraw = useCommand('/api/loans/:loanId/withdrawal');
  if (!isAsked) {
    return (
      <p>
        <Button kind="link" onClick={() => setAsked(true)}>
          {t('withdraw')}
        </Button>
      </p>
    );
  }
  return (
    <div>
      <p className="quiet">{t('withdrawWhy')}</p>
      <Refusal of={withdraw} />
      <Button
        kind="danger"
        isBusy={withdraw.state.kind === 'sending'}
        onClick={() => void withdraw.send({}, { path: { loanId } })}
      >
        {t('withdrawSure')}
      </Button>
    </div>
  );
}
