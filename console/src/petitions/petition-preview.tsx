import { http } from '../api/client';
import { PagePreview } from '../parts/page-preview';
import { changesOf, type EditorValues } from './editor-values';
import { type Language } from './words';

interface PetitionPreviewProps {
  petitionId: string;
  values: EditorValues;
  language: Language;
}

export function PetitionPreview({ petitionId: id, values, language }: PetitionPreviewProps) {
  const render = async (shown: EditorValues, signal: AbortSignal) => {
    const { data } = await http.POST('/api/v1/petitions/{id}/preview', {
      params: { path: { id } },
      body: { ...changesOf(shown), language },
      signal,
    });
    return data?.html;
  };
  return <PagePreview of={`petition-${id}`} values={values} language={language} render={render} />;
}
