// What compliance may do about a client: let one go on, stop one with four eyes, say who is related to the operator.
import type { ClientInOffice } from '@mutua/contract/people/client.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Colon } from '../../ui/colon.tsx';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { PEOPLE_WORDS } from './people-words.ts';

const ACTS = [
  { action: 'clear', url: 'clearance', kind: 'primary' },
  { action: 'freeze', url: 'freeze', kind: 'danger' },
  { action: 'unfreeze', url: 'unfreeze', kind: 'primary' },
  { action: 'declare_relation', url: 'relation', kind: 'default' },
] as const;
type Act = (typeof ACTS)[number];

export function ClientActs({ client }: { readonly client: ClientInOffice }) {
  const { t } = useWords(PEOPLE_WORDS);
  const [chosen, setChosen] = useState<Act | undefined>();
  const open = ACTS.filter(({ action }) => client.actions.includes(action));
  const act = open.find((one) => one === chosen);
  const { freezeAsked } = client;
  return (
    <Card title={t('act')}>
      <div className="act-forms">
        {freezeAsked !== undefined && (
          <NoticeBox tone="late">
            {t('freezeAsked')}
            <Colon />
            <Plain>{freezeAsked.reason}</Plain>
          </NoticeBox>
        )}
        {open.length === 0 && <p className="quiet">{t('noActs')}</p>}
        <div className="office-filters">
          {open.map((one) => (
            <Button key={one.action} onClick={() => setChosen(one)}>
              {t(labelOf(one.action, client))}
            </Button>
          ))}
        </div>
        {act !== undefined && <ActForm key={act.action} act={act} client={client} />}
      </div>
    </Card>
  );
}

function labelOf(action: Act['action'], { isRelatedParty }: ClientInOffice) {
  if (action !== 'declare_relation') return action;
  return isRelatedParty ? 'unrelate' : 'relate';
}

function ActForm({ act, client }: { readonly act: Act; readonly client: ClientInOffice }) {
  const { t } = useWords(PEOPLE_WORDS);
  const command = useCommand(`/api/office/clients/:clientId/${act.url}`);
  const { clientId, isRelatedParty } = client;
  const isFreeze = act.action === 'freeze' || act.action === 'unfreeze';
  return (
    <>
      {isFreeze && (
        <p className="quiet" data-plain="">
          {t('freezeNote')}
        </p>
      )}
      <ReasonForm
        command={command}
        label={t('reason')}
        act={t(labelOf(act.action, client))}
        field="reason"
        kind={act.kind}
        onSend={async (reason) => {
          const said =
            act.action === 'declare_relation'
              ? { isRelatedParty: !isRelatedParty, reason }
              : { reason };
          return (await command.send(said, { path: { clientId } })).kind === 'done';
        }}
      />
    </>
  );
}
