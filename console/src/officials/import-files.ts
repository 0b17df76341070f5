import { useQueryClient } from '@tanstack/react-query';
import { type Schema } from '../api/client';
import { showDone } from '../frame/toasts';

/** What every drawer that imports takes. */
export interface ImportDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  /** After the files were taken. */
  onOpened: () => void;
}

/** Reads the files here, with the folders they came from: "ma/retired/…yml" is known by them. */
export function readFiles(files: readonly File[]): Promise<Schema<'ImportFileForm'>[]> {
  return Promise.all(
    files.map(async (file) => ({ name: file.webkitRelativePath || file.name, content: await file.text() })),
  );
}

/** After the server took the files: the list of imports and whatever they may change ask anew. */
export function useTaken(onOpened: () => void): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/reference-imports'] });
    await queries.invalidateQueries({ queryKey: ['running-jobs'] });
    showDone('The files are taken; the report follows');
    onOpened();
  };
}
