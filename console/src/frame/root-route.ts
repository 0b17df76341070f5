import { createRootRoute, retainSearchParams } from '@tanstack/react-router';
import { Frame } from './frame';

/** The chapter that the screens are narrowed to, by slug; absent is every chapter one may see. */
export interface FrameSearch {
  chapter?: string;
}

/** Parent of every screen. The chosen chapter stays in the URL, so a link opens what its sender saw. */
export const rootRoute = createRootRoute({
  component: Frame,
  validateSearch: (search: Record<string, unknown>): FrameSearch =>
    typeof search.chapter === 'string' && search.chapter ? { chapter: search.chapter } : {},
  search: { middlewares: [retainSearchParams(['chapter'])] },
});
