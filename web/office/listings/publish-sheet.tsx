// Publishing a prepared listing, as a second person: what was found of the credit, the assets and the purpose.
import type { ListingInOffice } from '@mutua/contract/office/loans.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { shortIdOf } from '../parts/short-id.tsx';
import { LISTINGS_WORDS } from './listings-words.ts';

const PARTS = ['credit', 'assets', 'purpose'] as const;

interface PublishSheetProps {
  readonly listing: ListingInOffice;
  readonly onClose: () => void;
}

/** The review is disclosed with the listing. */
export function PublishSheet({ listing, onClose }: PublishSheetProps) {
  const { t } = useWords(LISTINGS_WORDS);
  const { loanId, title, summary } = listing;
  const command = useCommand('/api/office/loans/:loanId/publication');
  const [found, setFound] = useState({ credit: '', assets: '', purpose: '' });
  const isComplete = PARTS.every((part) => found[part].trim() !== '');
  const submit = async () => {
    const review = { ...found, conclusion: 'fit' };
    const sent = await command.send({ review }, { path: { loanId } });
    if (sent.kind === 'done') onClose();
  };
  return (
    <Sheet
      title={<Plain>{t('publishTitle', { loan: shortIdOf(loanId) })}</Plain>}
      onClose={onClose}
    >
      <p>
        <strong>
          <Plain>{title}</Plain>
        </strong>
      </p>
      <p>
        <Plain>{summary}</Plain>
      </p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {PARTS.map((part) => (
          <Field key={part} label={t(part)}>
            {(field) => (
              <TextInput
                field={field}
                value={found[part]}
                onChange={(text) => setFound({ ...found, [part]: text })}
                maxLength={2_000}
              />
            )}
          </Field>
        ))}
        <p>
          {t('conclusion')} <strong>{t('fit')}</strong>
        </p>
        <p className="quiet">{t('publishNote')}</p>
        <Refusal of={command} />
        <Button
          kind="primary"
          type="submit"
          isBusy={command.state.kind === 'sending'}
          isDisabled={!isComplete}
        >
          {t('submitPublish')}
        </Button>
      </form>
    </Sheet>
  );
}
