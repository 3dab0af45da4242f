// What a client reads about itself.
import {
  ProfileOnWire,
  QuestionnaireOnWire,
  QuestionnaireTakenOnWire,
} from '@mutua/contract/people/client.ts';
import { RISK_QUESTIONNAIRE_1_WORDS } from '@mutua/contract/words/questionnaire.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { languageOfRequest } from '../http/problems.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readProfile } from './profile-read.ts';
import { readTakings } from './questionnaire-read.ts';

export function registerProfile(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    url: '/api/clients/me',
    access: { roles: ['lender', 'borrower', 'partner'] },
    operationId: 'getMe',
    tag: 'people',
    summary: 'What is known of you, and your next step',
    answer: ProfileOnWire,
    refusals: ['not_found'],
    read: async ({ actor }) => actor && readProfile(pool, actor.id),
  });
  registerList(app, {
    url: '/api/questionnaire-answers',
    access: { roles: ['lender'] },
    operationId: 'listQuestionnaireAnswers',
    tag: 'people',
    summary: 'What your questionnaires came to',
    item: QuestionnaireTakenOnWire,
    key: [KEY_PARTS.id],
    read: async ({ actor, page }) =>
      actor &&
      pageOf(await readTakings(pool, actor.id, page), page, {
        key: ({ takingId }) => [takingId],
        item: (taking) => taking,
      }),
  });
  const schema = {
    operationId: 'getQuestionnaire',
    tags: ['people'],
    summary: 'The risk questionnaire',
    description: 'In the language of `Accept-Language`.',
    response: { 200: { description: 'The version that is asked now.', ...QuestionnaireOnWire } },
  };
  const config = { access: 'public' } as const;
  app.get('/api/questionnaire', { schema, config }, async (request) => {
    const language = languageOfRequest(request);
    const { version, questions } = RISK_QUESTIONNAIRE_1;
    const words: Words = RISK_QUESTIONNAIRE_1_WORDS;
    const written: Static<typeof QuestionnaireOnWire> = {
      version,
      questions: questions.map(({ code, options }) => ({
        code,
        text: words[code]?.question[language] ?? code,
        options: options.map((option) => ({
          code: option.code,
          text: words[code]?.options[option.code]?.[language] ?? option.code,
        })),
      })),
    };
    return written;
  });
}

interface Label {
  readonly 'zh-CN': string;
  readonly en: string;
}
type Words = Readonly<
  Record<string, { readonly question: Label; readonly options: Readonly<Record<string, Label>> }>
>;
