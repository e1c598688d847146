import { configure } from '@testing-library/react';
import { loadCatalogue } from '#site/strings/languages.ts';
import { setStrings } from '#site/strings/strings.ts';

// Before any module of the site, since they read their strings at load time.
setStrings(await loadCatalogue('en'));

// Files share a page: no file finds data that another one has stored.
localStorage.clear();
sessionStorage.clear();

// A long timeout for busy machines.
configure({ asyncUtilTimeout: 20_000 });
