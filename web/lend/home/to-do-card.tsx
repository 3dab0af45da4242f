// To do: what waits for the lender, and what was told last.
import type { HealthOnWire } from '@mutua/contract/claim/portfolio.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { HEALTH_FIGURES } from './health-figures.ts';
import { HOME_WORDS } from './home-words.ts';

const NOTICES = 3;

/** The questionnaire, claims that are late, and the newest notices. */
export function ToDoCard({ health }: { readonly health: HealthOnWire | undefined }) {
  const { t } = useWords(HOME_WORDS);
  const notices = useRead('/api/notices', { query: { limit: NOTICES } });
  const late = health?.tabs.late ?? 0;
  return (
    <Card title={t('toDo')} links={<Go to="/notices">{t('allNotices')}</Go>}>
      <ul className="lend-to-do">
        <Questionnaire />
        {late > 0 && (
          <li>
            <Go to="/lend/claims?tab=late">
              <Figure {...HEALTH_FIGURES.late} count={late} /> {t('lateClaims')}
            </Go>
          </li>
        )}
        <Shown read={notices} lines={2}>
          {({ items }) =>
            items.map(({ noticeId, title, at }) => (
              <li key={noticeId}>
                <span data-plain="">{title}</span>
                <span className="quiet">
                  <MomentOnPage at={at} />
                </span>
              </li>
            ))
          }
        </Shown>
      </ul>
    </Card>
  );
}

function Questionnaire() {
  const { t } = useWords(HOME_WORDS);
  const profile = useRead('/api/clients/me');
  if (profile.kind !== 'ready') return null;
  const until = profile.value.lender?.questionnaireUntil;
  return (
    <li>
      <span>{until === undefined ? t('questionnaireMissing') : t('questionnaire')}</span>
      {until === undefined ? (
        <Go to="/lend/path">{t('takeQuestionnaire')}</Go>
      ) : (
        <span className="quiet">
          <DayOnPage day={until} />
        </span>
      )}
    </li>
  );
}
