// Puts the page that the address names into the document.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:theme.css';
import { queryClient } from './api/query-client.ts';
import { router } from './router.tsx';
import './ui/page.css';
import './ui/kit/kit.css';
import './ui/frame/frame.css';
import { speak } from './ui/words/language.ts';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has a place for the page.');

await speak();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
