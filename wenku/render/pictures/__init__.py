"""Pictures drawn as SVG when the site is built: no script, no style attributes, colours by class in assets/front.css.

Places across are percentages and sizes are em, so that a picture fills its column at any width while its letters keep the
reader's size; therefore there is no viewBox. The same input gives the same bytes.
"""
