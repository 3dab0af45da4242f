// The lender's home: what the account is worth, how it earns, how the claims stand, and what comes next.
import type { PortfolioOnWire } from '@mutua/contract/claim/portfolio.ts';
import { useRead } from '../../api/use-read.ts';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import '../lend.css';
import { AccountEquation, AccountValue } from './account-value.tsx';
import { CalendarCard } from './calendar-card.tsx';
import { ClaimsCard } from './claims-card.tsx';
import { HealthCard } from './health-card.tsx';
import { HOME_WORDS } from './home-words.ts';
import { ReceiptsCard, ValueCard } from './over-time-cards.tsx';
import { ReturnsCard } from './returns-card.tsx';
import { SpreadCard } from './spread-card.tsx';
import { ToDoCard } from './to-do-card.tsx';

/** The page. */
export function LenderHome() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/portfolio');
  return (
    <PersonFrame area="lend" title={t('title')} isBare>
      <h1 className="unseen">{t('title')}</h1>
      <Shown read={read} lines={6}>
        {({ items: [portfolio] }) =>
          portfolio === undefined || isNew(portfolio) ? (
            <NewLender />
          ) : (
            <Account portfolio={portfolio} />
          )
        }
      </Shown>
    </PersonFrame>
  );
}

/** No money has ever come in. */
function isNew({ deposited, claims }: PortfolioOnWire): boolean {
  return deposited.minorUnits === '0' && claims === 0;
}

function NewLender() {
  const { t } = useWords(HOME_WORDS);
  return (
    <Card title={t('newLender')}>
      <p>{t('newLenderWhy')}</p>
      <div className="acts lend-note">
        <ButtonLink to="/lend/path" kind="primary">
          {t('steps')}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Account({ portfolio }: { readonly portfolio: PortfolioOnWire }) {
  const health = useRead('/api/portfolio/health');
  return (
    <div className="lend-home">
      <AccountValue portfolio={portfolio} />
      <AccountEquation portfolio={portfolio} />
      <div className="lend-row-three">
        <ReturnsCard />
        <HealthCard read={health} />
        <ToDoCard health={health.kind === 'ready' ? health.value : undefined} />
      </div>
      <div className="lend-row-two">
        <div className="lend-stack">
          <ValueCard />
          <ReceiptsCard />
        </div>
        <CalendarCard asOf={portfolio.asOf} />
      </div>
      <SpreadCard />
      {health.kind === 'ready' && <ClaimsCard tabs={health.value.tabs} />}
    </div>
  );
}
