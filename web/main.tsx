// Puts the page that the address names into the document.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:theme.css';
import { QuotePage } from './public/quote/quote-page.tsx';
import { TourPage } from './public/tour/tour-page.tsx';
import './ui/page.css';
import { speak } from './ui/words/language.ts';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has a place for the page.');

await speak();
createRoot(place).render(
  <StrictMode>{location.pathname === '/tour' ? <TourPage /> : <QuotePage />}</StrictMode>,
);
