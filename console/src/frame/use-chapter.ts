import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession, type Session } from '../api/session';

type Chapter = Session['chapters'][number];

/** The chapter that the screens are narrowed to, and how to choose another. */
export function useChapter(): { chapter: Chapter | undefined; choose: (slug: string | undefined) => void } {
  const { chapters } = useSession();
  const { chapter: slug } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  return {
    chapter: chapters.find((chapter) => chapter.slug === slug),
    choose: (chapter) => void navigate({ to: '.', search: (now) => ({ ...now, chapter }) }),
  };
}
