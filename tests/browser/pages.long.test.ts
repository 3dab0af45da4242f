// Every page in all of its views: both languages, on a phone and at a desk, and on a tablet.
import { describe } from 'vitest';
import { testEveryPage } from './every-page.ts';

describe('each page, in every language and width, is without fault and says what the book says', () => {
  testEveryPage('each in all');
});
