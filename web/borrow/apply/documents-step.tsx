// The step of an application that asks for papers.
import { DOCUMENT_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Checkbox } from '../../ui/kit/inputs.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { APPLY_WORDS } from './apply-words.ts';
import { askedDocuments, type StepProps } from './step-props.ts';

/** All that the product asks of this borrower has to be at hand. */
export function DocumentsStep({ product, kind, filled, change, complaint }: StepProps) {
  const { t, language } = useWords(APPLY_WORDS);
  const { documents } = filled;
  return (
    <fieldset className="field form">
      <legend className="unseen">{t('documents')}</legend>
      <p>{t('documentsWhy')}</p>
      {askedDocuments(product, kind).map((document) => {
        const wrong = complaint(`documents.${document}`);
        return (
          <div key={document}>
            <Checkbox
              label={DOCUMENT_LABELS[document][language]}
              isChecked={documents.includes(document)}
              onChange={(isThere) => {
                const others = documents.filter((one) => one !== document);
                change({ documents: isThere ? [...others, document] : others });
              }}
            />
            {wrong !== undefined && (
              <p className="complaint" role="alert">
                {wrong}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
