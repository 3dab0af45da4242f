// What its owner authorises at the bank: the bank's own page in a tab of its own, and in a demo what to enter there.
import { useDemo } from '../../api/demo.ts';
import { useSession } from '../../api/session.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { declareWords, useWords } from '../../ui/words/declare-words.ts';

const WORDS = declareWords('borrow.bank', {
  open: ['在银行页面确认', 'Confirm on the bank’s page'],
  waiting: [
    '已发给银行，银行页面马上就好……',
    'Sent to the bank; its page will be there in a moment…',
  ],
  why: [
    '支付密码只在银行页面输入，本平台看不到。银行回复后，这里会自动更新。',
    'You enter the payment password on the bank’s page alone; this platform never sees it. When the bank has answered, this page goes on by itself.',
  ],
  password: ['演示支付密码：', 'Payment password of the demo: '],
});

interface BankStepProps {
  /** Absent until the bank has answered. */
  readonly pageUrl: string | undefined;
  readonly isPrimary?: boolean;
}

/** The way to the bank, and what happens there. */
export function BankStep({ pageUrl, isPrimary = true }: BankStepProps) {
  const { t } = useWords(WORDS);
  const password = useDemoPassword();
  return (
    <div className="bank-step" data-testid="bank-step">
      {pageUrl === undefined ? (
        <p className="quiet" role="status">
          {t('waiting')}
        </p>
      ) : (
        <a
          className={`button button-${isPrimary ? 'primary' : 'default'}`}
          href={pageUrl}
          target="_blank"
          rel="noreferrer"
        >
          {t('open')}
        </a>
      )}
      <p className="quiet">{t('why')}</p>
      {password !== undefined && (
        <p className="quiet">
          {t('password')}
          <Plain>
            <code>{password}</code>
          </Plain>
        </p>
      )}
    </div>
  );
}

/** Of the person who has signed in, where this is a demo. */
function useDemoPassword(): string | undefined {
  const found = useDemo();
  const session = useSession();
  if (found.kind !== 'demo' || session.kind !== 'person') return undefined;
  const { personId } = session.person;
  const own = found.demo.persons.find((person) => person.personId === personId);
  return own?.atBank?.paymentPassword;
}
