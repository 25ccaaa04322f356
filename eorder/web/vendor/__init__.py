"""Pages of the selling business."""
