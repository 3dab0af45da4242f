// The lender's home: what the account is worth, how it earns, how the claims stand, and what comes next.
import type { PortfolioOnWire } from '@mutua/contract/claim/portfolio.ts';
import { useRead } from '../../api/use-read.ts';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { SurveyCard } from '../../ui/survey/survey-card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import '../lend.css';
import { PathPage } from '../path/path-page.tsx';
import { AccountEquation, AccountValue } from './account-value.tsx';
import { CalendarCard } from './calendar-card.tsx';
import { ClaimsCard } from './claims-card.tsx';
import { HealthCard } from './health-card.tsx';
import { HOME_WORDS } from './home-words.ts';
import { ReceiptsCard, ValueCard } from './over-time-cards.tsx';
import { ReturnsCard } from './returns-card.tsx';
import { SpreadCard } from './spread-card.tsx';
import { ToDoCard } from './to-do-card.tsx';

/** The page; whoever has no money here yet sees the six steps in its place. */
export function LenderHome() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/portfolio');
  const [first] = read.kind === 'ready' ? read.value.items : [];
  const isNewcomer = read.kind === 'ready' && (first === undefined || isNew(first));
  if (isNewcomer) return <PathPage />;
  return (
    <PersonFrame area="lend" title={t('title')} isBare>
      <h1 className="unseen">{t('title')}</h1>
      <Shown read={read} lines={6}>
        {({ items: [portfolio] }) =>
          portfolio === undefined ? null : <Account portfolio={portfolio} />
        }
      </Shown>
    </PersonFrame>
  );
}

/** No money has ever come in. */
function isNew({ deposited, claims }: PortfolioOnWire): boolean {
  return deposited.minorUnits === '0' && claims === 0;
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
      <SurveyCard as="lender" />
    </div>
  );
}
