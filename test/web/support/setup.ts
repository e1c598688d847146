import { configure } from '@testing-library/react';
import { loadCatalogue } from '../../../web/src/strings/languages.ts';
import { setStrings } from '../../../web/src/strings/strings.ts';

// Before any module of the site: they read their words as they load.
setStrings(await loadCatalogue('en'));

// A busy machine takes its time.
configure({ asyncUtilTimeout: 20_000 });
