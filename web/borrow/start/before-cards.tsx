// What an application needs, and what comes after it: on the page before it and beside its steps.
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { START_WORDS } from './start-words.ts';

export function NeedsCard() {
  const { t } = useWords(START_WORDS);
  return (
    <Card title={t('needs')}>
      <ul className="need-list">
        <li>{t('needIdentity')}</li>
        <li>{t('needIncome')}</li>
        <li>{t('needDebts')}</li>
        <li>{t('needCard')}</li>
      </ul>
      <p className="quiet">{t('needTime')}</p>
    </Card>
  );
}

export function AfterwardsCard() {
  const { t } = useWords(START_WORDS);
  return (
    <Card title={t('after')}>
      <ol className="need-list">
        <li>{t('afterCheck')}</li>
        <li>{t('afterFund')}</li>
        <li>{t('afterPay')}</li>
      </ol>
    </Card>
  );
}
