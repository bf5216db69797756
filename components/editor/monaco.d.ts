// Side-effect imports of Monaco's features. The package ships empty declarations for them that its export map hides.
declare module "monaco-editor/features/*/register" {}
declare module "monaco-editor/editor/contrib/suggest/browser/suggestController" {}
